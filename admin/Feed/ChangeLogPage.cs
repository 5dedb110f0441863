namespace OneLink.Admin.Feed;

/// <summary>A stretch of the log, and the log's bounds at the moment it was read.</summary>
/// <param name="Bounds">First and last position.</param>
/// <param name="Changes">In order of sequence.</param>
/// <param name="Through">Sequence up to which the reader has everything with them.</param>
internal sealed record ChangeLogPage(ChangeLogBounds Bounds, IReadOnlyList<LoggedChange> Changes, long Through);
