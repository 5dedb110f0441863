namespace OneLink.Client.Jobs;

/// <summary>What became of a row.</summary>
/// <param name="Row">Place in the file; 1 is the first below a header.</param>
/// <param name="Result"><c>created</c>, <c>updated</c>, <c>skipped</c> or <c>failed</c>.</param>
/// <param name="Id">Of the link; null where there is none.</param>
/// <param name="ShortUrl">Of the link; null where there is none.</param>
/// <param name="Reason">Why it was refused or skipped; null where there is nothing to say.</param>
public sealed record JobRow(long Row, string Result, string? Id, string? ShortUrl, string? Reason);
