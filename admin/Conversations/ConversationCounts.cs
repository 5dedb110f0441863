namespace OneLink.Admin.Conversations;

/// <summary>How many conversations a query finds, whoever they are assigned to.</summary>
internal sealed record ConversationCounts(long All, long Mine, long Unassigned)
{
    public long Assigned => All - Unassigned;
}
