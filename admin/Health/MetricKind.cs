namespace OneLink.Admin.Health;

internal enum MetricKind
{
    /// <summary>Only grows, by what is added.</summary>
    Counter,

    /// <summary>Grows and shrinks by what is added.</summary>
    UpDown,

    /// <summary>A distribution.</summary>
    Histogram,

    /// <summary>Only grows; its total is read when asked for.</summary>
    ObservedCounter,

    /// <summary>A value that is read when asked for.</summary>
    Observed,
}
