namespace OneLink.Admin.Summaries;

/// <summary>What a model has answered.</summary>
/// <param name="Text">The summary; null where there is none.</param>
/// <param name="Reason">Why there is none.</param>
/// <param name="IsFinal">Whether another try would change nothing.</param>
internal sealed record SummaryOutcome(string? Text, string Reason, bool IsFinal)
{
    public static SummaryOutcome Of(string text) => new(text, "", IsFinal: true);

    public static SummaryOutcome Failed(string reason, bool isFinal) => new(Text: null, reason, isFinal);
}
