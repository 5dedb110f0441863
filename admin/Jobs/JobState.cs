namespace OneLink.Admin.Jobs;

/// <summary>How a job stands, as stored and shown.</summary>
internal static class JobState
{
    public const string Queued = "queued";
    public const string Running = "running";

    /// <summary>Every row was looked at; some may have failed.</summary>
    public const string Completed = "completed";

    /// <summary>It could not go on; what was done until then stays.</summary>
    public const string Failed = "failed";

    /// <summary>Somebody stopped it; what was done until then stays.</summary>
    public const string Cancelled = "cancelled";

    public static IReadOnlyList<string> All { get; } = [Queued, Running, Completed, Failed, Cancelled];
}
