namespace OneLink.Admin.Database;

/// <summary>How far a commit has brought the logs.</summary>
/// <param name="LastChange">Sequence in the change log; 0 where nothing was appended to it.</param>
/// <param name="LastEvent">Sequence in the log of events; 0 where nothing was appended to it.</param>
internal readonly record struct CommitMarks(long LastChange, long LastEvent)
{
    public bool IsNone => LastChange == 0 && LastEvent == 0;
}
