# The office's pages in real Chromium: the loop from log-in to receipt, log-ins that end, the walk
# through all of it by mouse and by keyboard; axe, the Nu HTML checker and pictures of every page.
. tests/e2e/browser.inc
browse office loop newslip pages exchange session walk
