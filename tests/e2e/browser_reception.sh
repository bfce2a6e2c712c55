# The reception's pages in real Chromium: hand scanners, camera, photo, the keyboard alone, many
# devices at once, the lead's lists, and a line that is gone; looked at like the office's.
. tests/e2e/browser.inc
browse reception begin reception keyboard scanner camera race offline lead
