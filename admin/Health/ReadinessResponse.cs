namespace OneLink.Admin.Health;

/// <param name="Status">In a word.</param>
/// <param name="Reasons">What is not ready, by part.</param>
internal sealed record ReadinessResponse(string Status, IReadOnlyDictionary<string, string> Reasons);
