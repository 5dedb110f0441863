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
    /// <param name="limit">Most.</param>
    /// <param name="offset">So many are passed over.</param>
    /// <param name="isOfMany">Whether so many conversations match that they are come upon soon in the list's order.</param>
    public string Page(int limit, long offset, bool isOfMany)
    {
        Parameters.AddDynamicParams(new { limit, offset });
        var isWalk = isOfMany && IsWalkable;
        return $"SELECT conversations.id FROM {From(isWalk ? OrderIndex : PageIndex())} WHERE {Where(_query.Assignee, isWalk)} ORDER BY {_query.Sort.Sql} LIMIT @limit OFFSET @offset";
    }

    /// <summary>All, mine and unassigned ones, whoever's the list shows.</summary>
    public string Counts()
    {
        if (IsPlain && (_query.Filter is null || _query.Filter.Fields.IsSubsetOf(ConversationFilter.KeptFields)))
        {
            return KeptCounts();
        }

        return $"""
            SELECT COUNT(*), COALESCE(SUM(CASE WHEN conversations.assignee_id = @userId THEN 1 ELSE 0 END), 0),
                   COALESCE(SUM(CASE WHEN conversations.assignee_id IS NULL THEN 1 ELSE 0 END), 0)
            FROM {From(CountIndex())} WHERE {Where(AssigneeChoice.All)}
            """;
    }

    /// <summary>Whether nothing but status, inbox, team, assignee and a filter narrows it.</summary>
    private bool IsPlain => !_isByIds && _query.Kind != ConversationKind.Unattended && _query.ChangedSince is null;

    /// <summary>Whether an index of all the account's conversations in the list's order can be gone through, one look at each.</summary>
    private bool IsWalkable => (_query.Filter is not null || _query.Labels.Count > 0)
        && _query is { InboxIds: null, TeamId: null, SourceId: null, Text: null, ChangedSince: null, Kind: ConversationKind.All or ConversationKind.Unattended };

    private string OrderIndex => _query.Status is null ? _query.Sort.AllIndex : _query.Sort.Index;

    /// <summary>Adds up counts that are kept, however many conversations they are of. A filter finds its columns under their own names.</summary>
    private string KeptCounts()
    {
        var inboxes = _query.InboxIds is null ? "" : " AND inbox_id IN @inboxIds";
        var status = _query.Status is null ? "" : " AND status = @status";
        var team = _query.TeamId is null ? "" : " AND team_id = @teamId";
        var filter = _query.Filter is { Sql.Length: > 0 } given ? $" WHERE {given.Sql}" : "";
        return $"""
            SELECT COALESCE(SUM(count), 0), COALESCE(SUM(CASE WHEN assignee_id = @userId THEN count ELSE 0 END), 0),
                   COALESCE(SUM(CASE WHEN assignee_id IS NULL THEN count ELSE 0 END), 0)
            FROM (SELECT account_id, inbox_id, status, NULLIF(team_id, 0) AS team_id, NULLIF(assignee_id, 0) AS assignee_id, count
                  FROM conversation_counts WHERE account_id = @accountId{inboxes}{status}{team}) conversations{filter}
            """;
    }

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
            _isByIds = true;
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

    private string Where(AssigneeChoice choice, bool isWalk = false)
    {
        var assignee = choice switch
        {
            AssigneeChoice.Mine => "conversations.assignee_id = @userId",
            AssigneeChoice.Unassigned => "conversations.assignee_id IS NULL",
            AssigneeChoice.Assigned => "conversations.assignee_id IS NOT NULL",
            _ => null,
        };
        var labelled = (_query.Labels.Count > 0, isWalk) switch
        {
            (false, _) => null,
            (true, true) => "EXISTS (SELECT 1 FROM conversation_labels carried WHERE carried.conversation_id = conversations.id AND carried.title IN @labels)",
            _ => "conversations.id IN (SELECT conversation_id FROM conversation_labels WHERE account_id = @accountId AND title IN @labels)",
        };
        return string.Join(" AND ", [.. _conditions, .. ((string?[])[labelled, assignee]).OfType<string>()]);
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
            _ => OrderIndex,
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
            { _query.Kind: ConversationKind.Unattended } => "conversations_unattended",
            { _query.Status: null } => "conversations_all_by_activity",
            _ => "conversations_by_activity",
        };
    }
}
