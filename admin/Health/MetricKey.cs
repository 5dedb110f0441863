using System.Diagnostics.Metrics;

namespace OneLink.Admin.Health;

/// <param name="Instrument">What is measured.</param>
/// <param name="Labels">As written: <c>a="1",b="2"</c>, or empty.</param>
internal readonly record struct MetricKey(Instrument Instrument, string Labels);
