using Dapper;
using OneLink.Admin.Database;

namespace OneLink.Admin.Conversations;

/// <summary>
/// The statements of one query. Each is read through the index that narrows it most, or that holds it in its order;
/// inboxes and teams are the account's, as they were found by it, so that the index of one alone suffices to count.
/// </summary>
internal sealed class ConversationListSql
{
    private readonly IDatabase _database;
    private readonly ConversationQuery _query;
    private readonly List<string> _conditions = [];

    /// <summary>Whether a sub-query names the ids, by which the rows are then fetched.</summary>
    private bool _isByIds;

    public ConversationListSql(IDatabase database, ConversationQuery query, string? textMatches)
    {
        (_database, _query) = (database, query);
        Parameters = new DynamicParameters(query.Filter?.Parameters);
        Parameters.AddDynamicParams(new
        {
            accountId = query.AccountId,
            userId = query.UserId,
            inboxIds = query.InboxIds ?? [],
            status = query.Status,
            teamId = query.TeamId,
            labels = query.Labels,
            sourceId = query.SourceId,
            changedSince = query.ChangedSince,
        });
        Narrow(textMatches);
    }

    public DynamicParameters Parameters { get; }

    /// <summary>The ids of a page.</summary>
    public string Page(int limit, long offset)
    {
        Parameters.AddDynamicParams(new { limit, offset });
        return $"SELECT conversations.id FROM {From(PageIndex())} WHERE {Where(_query.Assignee)} ORDER BY {_query.Sort.Sql} LIMIT @limit OFFSET @offset";
    }

    /// <summary>All, mine and unassigned ones, whoever's the list shows.</summary>
    public string Counts()
    {
        // Each of the three is counted in an index of its own.
        if (IsPlain && _query.InboxIds is null && _query.TeamId is null && _query.Status is not null)
        {
            return $"""
                SELECT (SELECT COUNT(*) FROM {From("conversations_by_activity")} WHERE {Where(AssigneeChoice.All)}),
                       (SELECT COUNT(*) FROM {From("conversations_assignee")} WHERE {Where(AssigneeChoice.Mine)}),
                       (SELECT COUNT(*) FROM {From("conversations_assignee")} WHERE {Where(AssigneeChoice.Unassigned)})
                """;
        }

        return $"""
            SELECT COUNT(*), COALESCE(SUM(CASE WHEN conversations.assignee_id = @userId THEN 1 ELSE 0 END), 0),
                   COALESCE(SUM(CASE WHEN conversations.assignee_id IS NULL THEN 1 ELSE 0 END), 0)
            FROM {From(CountIndex())} WHERE {Where(AssigneeChoice.All)}
            """;
    }

    /// <summary>Whether nothing but status, inbox, team and assignee narrows it.</summary>
    private bool IsPlain => !_isByIds && _query.Kind != ConversationKind.Unattended && _query.Filter is null && _query.ChangedSince is null;

    private void Narrow(string? textMatches)
    {
        if (_query.InboxIds is not null)
        {
            _conditions.Add("conversations.inbox_id IN @inboxIds");
        }
        else if (_query.TeamId is null)
        {
            _conditions.Add("conversations.account_id = @accountId");
        }

        if (_query.TeamId is not null)
        {
            _conditions.Add("conversations.team_id = @teamId");
        }

        if (_query.Status is not null)
        {
            _conditions.Add("conversations.status = @status");
        }

        if (_query.ChangedSince is not null)
        {
            _conditions.Add("conversations.updated_at > @changedSince");
        }

        if (_query.Filter is { Sql.Length: > 0 } filter)
        {
            _conditions.Add($"({filter.Sql})");
        }

        NarrowToIds(textMatches);
    }

    private void NarrowToIds(string? textMatches)
    {
        if (_query.Labels.Count > 0)
        {
            AddIds("SELECT conversation_id FROM conversation_labels WHERE account_id = @accountId AND title IN @labels");
        }

        if (_query.SourceId is not null)
        {
            AddIds("""
                SELECT of_source.id FROM conversations of_source
                WHERE of_source.contact_inbox_id IN
                  (SELECT id FROM contact_inboxes WHERE source_id = @sourceId AND inbox_id IN (SELECT id FROM inboxes WHERE account_id = @accountId))
                """);
        }

        if (textMatches is not null)
        {
            AddIds(textMatches);
        }

        switch (_query.Kind)
        {
            case ConversationKind.Mentioned:
                AddIds("SELECT conversation_id FROM mentions WHERE account_id = @accountId AND user_id = @userId");
                break;
            case ConversationKind.Participating:
                AddIds("SELECT conversation_id FROM conversation_participants WHERE account_id = @accountId AND user_id = @userId");
                break;
            case ConversationKind.Unattended:
                _conditions.Add("(conversations.first_reply_created_at IS NULL OR conversations.waiting_since IS NOT NULL)");
                break;
            case ConversationKind.All:
                break;
        }
    }

    private void AddIds(string sql)
    {
        _conditions.Add($"conversations.id IN ({sql})");
        _isByIds = true;
    }

    private string Where(AssigneeChoice choice)
    {
        var assignee = choice switch
        {
            AssigneeChoice.Mine => "conversations.assignee_id = @userId",
            AssigneeChoice.Unassigned => "conversations.assignee_id IS NULL",
            AssigneeChoice.Assigned => "conversations.assignee_id IS NOT NULL",
            _ => null,
        };
        return string.Join(" AND ", assignee is null ? _conditions : _conditions.Append(assignee));
    }

    private string From(string? index) => index is null ? "conversations" : _database.Through(index, "conversations");

    /// <returns>Null where the database knows best: the ids are few, or the filter may name what narrows it.</returns>
    private string? PageIndex()
    {
        if (_isByIds || _query.Filter is not null)
        {
            return null;
        }

        var hasStatus = _query.Status is not null;
        return this switch
        {
            { _query.TeamId: not null } => "conversations_team",
            { _query.InboxIds: not null } => "conversations_inbox",
            { _query.ChangedSince: not null } => "conversations_by_change",
            { _query.Assignee: AssigneeChoice.Mine } => "conversations_assignee",
            { _query.Assignee: AssigneeChoice.Unassigned } when hasStatus && _query.Sort.IsByActivity => "conversations_assignee",
            _ => hasStatus ? _query.Sort.Index : _query.Sort.AllIndex,
        };
    }

    private string? CountIndex()
    {
        if (_isByIds || _query.Filter is not null)
        {
            return null;
        }

        return this switch
        {
            { _query.TeamId: not null } => "conversations_team",
            { _query.InboxIds: not null } => "conversations_inbox_assignee",
            { _query.ChangedSince: not null } => "conversations_by_change",
            { _query.Status: null } => "conversations_assignee",
            _ => "conversations_by_activity",
        };
    }
}
