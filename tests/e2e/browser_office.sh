# The office's pages in real Chromium: the loop from log-in to receipt, a slip by the keyboard,
# log-ins that end; axe, the Nu HTML checker and pictures of every page.
. tests/e2e/browser.inc
browse office loop newslip pages exchange session
