namespace OneLink.Admin.Conversations;

/// <summary>Whose conversations a list shows.</summary>
internal enum AssigneeChoice
{
    All,
    Mine,
    Unassigned,
    Assigned,
}
