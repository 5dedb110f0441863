using System.Globalization;
using Dapper;
using OneLink.Admin.Database;

namespace OneLink.Admin.Conversations;

/// <summary>
/// The statements of one query. Each is read through the index that narrows it most, or that holds it in its order;
/// inboxes and teams are the account's, as they were found by it, so that the index of one alone suffices.
/// </summary>
internal sealed class ConversationListSql
{
    /// <summary>Conversations of which no counts are kept are counted up to so many.</summary>
    public const int MostCounted = 10_000;

    private const string OfInbox = "conversations_inbox";
    private const string OfTeam = "conversations_team";

    private readonly IDatabase _database;
    private readonly ConversationQuery _query;
    private readonly List<string> _conditions = [];
    private readonly List<string> _ids = [];

    /// <summary>Whether a sub-query names the ids, by which the rows are then fetched.</summary>
    private bool _isByIds;

    public ConversationListSql(IDatabase database, ConversationQuery query)
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
        Narrow();
    }

    public DynamicParameters Parameters { get; }

    /// <summary>The statement of the ids of what the text is in, for <see cref="NarrowTo"/>; null where no text is looked for.</summary>
    public string? TextMatches { get; init; }

    /// <summary>Reads the conversations by these ids from now on: all that match, and maybe others.</summary>
    public void NarrowTo(IReadOnlyCollection<long> ids) => AddIds(ids.Count == 0 ? "NULL" : string.Join(',', ids));

    /// <summary>The ids of a page.</summary>
    /// <param name="limit">Most.</param>
    /// <param name="offset">So many are passed over.</param>
    /// <param name="isOfMany">Whether so many conversations match that they are come upon soon in the list's order.</param>
    public string Page(int limit, long offset, bool isOfMany)
    {
        Parameters.AddDynamicParams(new { limit, offset, reach = limit + offset });
        var isWalk = isOfMany && IsWalkable;
        return isWalk && OrderIndex is null
            ? PageOfRuns()
            : $"{Select("conversations.id", isWalk ? OrderIndex : PageIndex(), _query.Assignee, isWalk)} ORDER BY {_query.Sort.Sql} LIMIT @limit OFFSET @offset";
    }

    /// <summary>As many of each run as the page may need, then the page of them.</summary>
    private string PageOfRuns()
    {
        var sort = _query.Sort;
        var all = Select($"conversations.id AS id, {{0}} AS run, {sort.Column} AS place", sort.Index, _query.Assignee, isWalk: true);
        var order = $"ORDER BY {sort.Column} {sort.Direction}, conversations.id {sort.Direction} LIMIT @reach";
        var runs = from status in _query.Status is null ? ConversationStatus.ByName.Values : [_query.Status.Value]
                   from run in sort.Runs.Index()
                   select string.Create(
                       CultureInfo.InvariantCulture,
                       $"SELECT * FROM ({all.Replace("{0}", $"{run.Index}", StringComparison.Ordinal)} AND conversations.status = {status} AND {run.Item} {order}) AS run{run.Index}");
        return $"SELECT id FROM ({string.Join(" UNION ALL ", runs)}) AS runs ORDER BY run, place {sort.Direction}, id {sort.Direction} LIMIT @limit OFFSET @offset";
    }

    /// <summary>All, mine and unassigned ones, whoever's the list shows.</summary>
    public string Counts() => AreKept
        ? KeptCounts()
        : $"""
            SELECT COUNT(*), COALESCE(SUM(CASE WHEN assignee_id = @userId THEN 1 ELSE 0 END), 0), COALESCE(SUM(CASE WHEN assignee_id IS NULL THEN 1 ELSE 0 END), 0)
            FROM ({Select("conversations.assignee_id", CountIndex(), AssigneeChoice.All)}{(AreCounted ? "" : $" LIMIT {MostCounted}")}) counted
            """;

    /// <summary>Whether counts are exact, however many conversations they are of.</summary>
    public bool AreExact => AreKept || AreCounted;

    /// <summary>Whether counts of what is looked for are kept: where nothing narrows it but what they are kept by.</summary>
    private bool AreKept => _query is { Kind: ConversationKind.All, ChangedSince: null, SourceId: null, Text: null, Labels.Count: 0 or 1 }
        && (_query.Filter is null || _query.Filter.Fields.IsSubsetOf(ConversationFilter.KeptFields));

    /// <summary>Whether an index holds what is counted, and nothing has to be looked at besides.</summary>
    private bool AreCounted => !_isByIds && _query is { Filter: null, Kind: ConversationKind.Unattended, ChangedSince: null };

    /// <summary>
    /// Whether an index of the account's conversations in the list's order can be gone through, one look at each. Not where
    /// one of an inbox, a team or an assignee has that order, nor for what is known by few ids.
    /// </summary>
    private bool IsWalkable => !IsOfNarrowIndex && _query is { SourceId: null, Text: null, ChangedSince: null, Kind: ConversationKind.All or ConversationKind.Unattended };

    /// <summary>Whether the index that narrows it most holds it in its order.</summary>
    private bool IsOfNarrowIndex => _query is { Filter: null, Labels.Count: 0, Status: not null, Sort.IsByActivity: true, Kind: ConversationKind.All }
        && (IsByAssignee || _query.TeamId is not null || _query.InboxIds is { Count: <= 1 });

    /// <summary>Whether the index of what is one person's, or nobody's, narrows it most.</summary>
    private bool IsByAssignee => _query.TeamId is null && _query switch
    {
        { Assignee: AssigneeChoice.Mine, InboxIds: null or { Count: > 1 } } => true,
        { Assignee: AssigneeChoice.Unassigned, InboxIds: null, Status: not null, Sort.IsByActivity: true } => true,
        _ => false,
    };

    /// <summary>Holds the whole list in its order; null where several runs make it up.</summary>
    private string? OrderIndex => _query.Status is null ? _query.Sort.AllIndex : _query.Sort.IsOfIndex ? _query.Sort.Index : null;

    /// <summary>Adds up counts that are kept, however many conversations they are of. A filter finds its columns under their own names.</summary>
    private string KeptCounts()
    {
        var inboxes = _query.InboxIds is null ? "" : " AND inbox_id IN @inboxIds";
        var status = _query.Status is null ? "" : " AND status = @status";
        var team = _query.TeamId is null ? "" : " AND team_id = @teamId";
        var filter = _query.Filter is { Sql.Length: > 0 } given ? $" WHERE {given.Sql}" : "";
        var (table, title) = _query.Labels.Count == 0 ? ("conversation_counts", "") : ("conversation_label_counts", " AND title IN @labels");
        return $"""
            SELECT CAST(COALESCE(SUM(count), 0) AS BIGINT), CAST(COALESCE(SUM(CASE WHEN assignee_id = @userId THEN count ELSE 0 END), 0) AS BIGINT),
                   CAST(COALESCE(SUM(CASE WHEN assignee_id IS NULL THEN count ELSE 0 END), 0) AS BIGINT)
            FROM (SELECT account_id, inbox_id, status, NULLIF(team_id, 0) AS team_id, NULLIF(assignee_id, 0) AS assignee_id,
                         NULLIF(priority, -1) AS priority, count
                  FROM {table} WHERE account_id = @accountId{title}{inboxes}{status}{team}) conversations{filter}
            """;
    }

    private void Narrow()
    {
        if (_query.InboxIds is not null)
        {
            _conditions.Add("conversations.inbox_id IN @inboxIds");
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

        NarrowToIds();
    }

    private void NarrowToIds()
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
        _ids.Add($"conversations.id IN ({sql})");
        _isByIds = true;
    }

    private string Select(string columns, string? index, AssigneeChoice choice, bool isWalk = false)
        => $"SELECT {columns} FROM {(index is null ? "conversations" : _database.Through(index, "conversations"))} WHERE {Where(choice, index, isWalk)}";

    private string Where(AssigneeChoice choice, string? index, bool isWalk)
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
        var account = index is OfInbox or OfTeam ? null : "conversations.account_id = @accountId";
        var others = ((string?[])[account, .. _conditions, assignee]).OfType<string>();

        // What is known by its ids is read by them, see IDatabase.
        return string.Join(" AND ", [.. _ids, .. ((string?[])[labelled]).OfType<string>(), .. _isByIds && !isWalk ? others.Select(_database.Unindexed) : others]);
    }

    /// <returns>Null where the database knows best: the ids are few, or the filter may name what narrows it.</returns>
    private string? PageIndex()
    {
        if (_isByIds || _query.Filter is not null)
        {
            return null;
        }

        return _query switch
        {
            _ when IsByAssignee => "conversations_assignee",
            { TeamId: not null } => OfTeam,
            { InboxIds: not null } => OfInbox,
            { ChangedSince: not null } => "conversations_by_change",
            _ => OrderIndex ?? (_query.Status is null ? "conversations_all_by_activity" : "conversations_by_activity"),
        };
    }

    /// <returns>As of <see cref="PageIndex"/>.</returns>
    private string? CountIndex() => _query switch
    {
        _ when _isByIds || _query.Filter is not null => null,
        { Kind: ConversationKind.Unattended } => "conversations_unattended",
        { ChangedSince: not null } => "conversations_by_change",
        _ => "conversations_by_activity",
    };
}
