using OneLink.Admin.Accounts;
using OneLink.Admin.Conversations;
using OneLink.Admin.Database;
using OneLink.Admin.Inboxes;
using OneLink.Admin.Presence;
using OneLink.Admin.Teams;

namespace OneLink.Admin.Assignment;

/// <summary>
/// Finds whose turn it is to take a conversation: of the inbox's people, and of the team's where it has one, those who are
/// online and may hold one more, whoever was given one of the inbox's the longest ago.
/// </summary>
internal sealed class AutoAssignment(PresenceTracker presence)
{
    /// <summary>Chooses an agent, whose turn is over then.</summary>
    /// <param name="scope">The transaction that gives the conversation to the agent.</param>
    /// <param name="conversation">Its inbox and team decide who may be chosen, and whether anybody may.</param>
    /// <param name="isForTeam">The conversation has come to its team just now: then the team's word counts, not the inbox's.</param>
    /// <returns>Null where nobody may be chosen, or nobody is free.</returns>
    public async Task<long?> NextAgentAsync(WriteScope scope, Conversation conversation, bool isForTeam)
    {
        if (await InboxRepository.FindAsync(scope, conversation.AccountId, conversation.InboxId) is not { } inbox
            || !(isForTeam || inbox.AutoAssigns != 0)
            || !await AllowsTeamAsync(scope, conversation)
            || (await FreeAsync(scope, inbox, conversation.TeamId)).Count == 0)
        {
            return null;
        }

        // Where several processes write at once, the second waits here for the first, and then has to look again.
        var turn = await scope.ScalarAsync<long>("UPDATE inboxes SET last_turn = last_turn + 1 WHERE id = @Id RETURNING last_turn", new { inbox.Id });
        if (await FreeAsync(scope, inbox, conversation.TeamId) is not [var next, ..])
        {
            return null;
        }

        await scope.ExecuteAsync("UPDATE inbox_members SET turn = @turn WHERE inbox_id = @Id AND user_id = @next", new { inbox.Id, next, turn });
        return next;
    }

    /// <summary>Who of the inbox, and of a team, is online and may hold one more conversation; whose turn it is first.</summary>
    public async Task<List<long>> FreeAsync(WriteScope scope, Inbox inbox, long? teamId = null)
    {
        var present = (await MembershipRepository.InTurnAsync(scope, inbox.AccountId, inbox.Id)).Where(IsPresent).Select(member => member.UserId).ToList();
        if (present.Count > 0 && teamId is not null)
        {
            var ofTeam = (await scope.QueryAsync<long>("SELECT user_id FROM team_members WHERE team_id = @teamId", new { teamId })).ToHashSet();
            present.RemoveAll(userId => !ofTeam.Contains(userId));
        }

        if (present.Count > 0 && AssignmentLimit.Of(inbox) is { } limit)
        {
            var full = (await scope.QueryAsync<long>(
                """
                SELECT assignee_id FROM conversations WHERE inbox_id = @Id AND status = 0 AND assignee_id IN @present
                GROUP BY assignee_id HAVING COUNT(*) >= @limit
                """,
                new { inbox.Id, present, limit })).ToHashSet();
            present.RemoveAll(full.Contains);
        }

        return present;
    }

    public bool IsPresent(Membership member) => presence.StatusOf(member) is Availability.Online;

    private static async Task<bool> AllowsTeamAsync(WriteScope scope, Conversation conversation)
        => conversation.TeamId is not { } teamId || await TeamRepository.FindAsync(scope, conversation.AccountId, teamId) is { AutoAssigns: not 0 };
}
