namespace OneLink.Analytics.Queries;

/// <summary>One step of a series.</summary>
/// <param name="Key">What the queries name it by (<see cref="SeriesKey"/>).</param>
/// <param name="Start">Its first instant, with the local offset. Lies before the range where the range starts within the step.</param>
public readonly record struct SeriesPoint(long Key, DateTimeOffset Start);
