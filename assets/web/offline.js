// offline.js
