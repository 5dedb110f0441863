namespace OneLink.Analytics.Queries;

/// <summary>A person's tap on a link, as far as <see cref="TapsByAddress"/> knows it.</summary>
/// <param name="ClickId">As text.</param>
/// <param name="LinkId">Which link.</param>
/// <param name="Time">When.</param>
/// <param name="Platform">On what, in the vocabulary of <c>clicks.platform</c>.</param>
/// <param name="Rule">Name of the rule that held; empty for none.</param>
/// <param name="Variant">Name of the variant that was chosen; empty for none.</param>
public sealed record Tap(string ClickId, long LinkId, DateTimeOffset Time, string Platform, string Rule, string Variant);
