namespace OneLink.Edge.Health;

/// <summary>The answer of <c>/readyz</c>.</summary>
/// <param name="Status"><c>ready</c> or <c>not ready</c>.</param>
/// <param name="Reasons">Why not ready.</param>
/// <param name="Warnings">What does not keep the edge from answering taps, and should be looked at.</param>
internal sealed record ReadinessReport(string Status, IReadOnlyList<string> Reasons, IReadOnlyList<string> Warnings);
