namespace OneLink.Admin.Database;

/// <summary>
/// Tells the other admins on this database of a commit. They look for themselves every second
/// (<see cref="CommitWatch"/>); a bell makes milliseconds of it, and may fail or be lost for that reason.
/// Who hears one calls <see cref="CommitNews.Tell"/>.
/// </summary>
internal interface ICommitBell
{
    /// <summary>Called by the writer after every commit that appended to a log, in order: must neither wait nor throw.</summary>
    void Ring(CommitMarks marks);
}
