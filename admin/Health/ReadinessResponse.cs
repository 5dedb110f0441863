namespace OneLink.Admin.Health;

/// <param name="Status">In a word.</param>
/// <param name="Reasons">What is not ready, by part.</param>
internal sealed record ReadinessResponse(string Status, IReadOnlyDictionary<string, string> Reasons)
{
    /// <summary>"ready", or why stats wait; null where it was not asked.</summary>
    public string? Analytics { get; init; }

    /// <summary>"ready", or why admins do not share their counts; null where there is none.</summary>
    public string? Redis { get; init; }
}
