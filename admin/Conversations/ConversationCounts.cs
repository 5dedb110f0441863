namespace OneLink.Admin.Conversations;

/// <summary>How many conversations a query finds, whoever they are assigned to.</summary>
/// <param name="All">All of them.</param>
/// <param name="Mine">The caller's.</param>
/// <param name="Unassigned">Nobody's.</param>
/// <param name="IsMinimum">There may be more: counting was given up.</param>
internal sealed record ConversationCounts(long All, long Mine, long Unassigned, bool IsMinimum)
{
    public long Assigned => All - Unassigned;

    /// <summary>Those that a list of a choice shows.</summary>
    public long Of(AssigneeChoice choice) => choice switch
    {
        AssigneeChoice.Mine => Mine,
        AssigneeChoice.Unassigned => Unassigned,
        AssigneeChoice.Assigned => Assigned,
        _ => All,
    };

    /// <summary>The counts, where a list of a choice was found to have so many, so that who pages by a count comes to the end.</summary>
    public ConversationCounts AtLeast(long found, AssigneeChoice choice)
    {
        if (!IsMinimum || found <= Of(choice))
        {
            return this;
        }

        var more = found - Of(choice);
        return choice switch
        {
            AssigneeChoice.Mine => this with { All = All + more, Mine = found },
            AssigneeChoice.Unassigned => this with { All = All + more, Unassigned = found },
            _ => this with { All = All + more },
        };
    }
}
