"""Questions to a page in the browser, as JavaScript."""

# Pixels by which something sticks out sideways.
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"

# Cumulative layout shift from loading to the end of a scroll through the page; at most 0.02 is wanted.
LAYOUT_SHIFT = """() => new Promise((resolve) => {
  let shift = 0;
  new PerformanceObserver((list) => list.getEntries().forEach((entry) => { shift += entry.value; }))
    .observe({ type: "layout-shift", buffered: true });
  window.scrollTo(0, document.body.scrollHeight);
  setTimeout(() => resolve(shift), 400);
})"""
