using System.Data.Common;
using Dapper;
using OneLink.Admin.Database;

namespace OneLink.Admin.Contacts;

/// <summary>
/// Finds contacts, visitors too, by a part of their name, e-mail address, phone number (in any case of letters) or identifier.
/// Few are fetched by the index of trigrams and sorted; many are soon come upon in the list's order. What is neither is both:
/// a word that a fortieth has, who all stand together in the list.
/// </summary>
internal sealed class ContactSearch(IDatabase database, ISqlDialect dialect)
{
    private const string OfAccount = "contacts.account_id = @accountId";

    /// <summary>So many are fetched at once, without a look at the list.</summary>
    private const int Few = 1_000;

    /// <summary>So many of the list are looked at, before those that the index knows are fetched.</summary>
    private const int Glance = 5_000;

    /// <summary>So many are fetched, where the list's beginning had too few.</summary>
    private const int Some = 40_000;

    /// <param name="accountId">Whose.</param>
    /// <param name="text">The part.</param>
    /// <param name="isResolved">Whether visitors are left out.</param>
    /// <param name="sort">Order.</param>
    /// <param name="page">From 1.</param>
    /// <param name="cancellationToken">Ends the queries.</param>
    /// <returns>Of a part too short for the index, only what the list's beginning has.</returns>
    public Task<ContactPage> FindAsync(long accountId, string text, bool isResolved, ContactSort sort, int page, CancellationToken cancellationToken)
    {
        var part = text.Trim();
        var term = dialect.TextIndexTerm(accountId, part);
        var offset = (page - 1L) * ContactPage.Size;
        var reach = offset + ContactPage.Size + 1;
        var parameters = new DynamicParameters(new
        {
            accountId,
            part,
            lowered = part.ToLowerInvariant(),
            term,
            limit = ContactPage.Size + 1,
            offset,
            reach,
        });
        var matches = $"({dialect.Contains("contacts.search_text", "@lowered")} OR {dialect.Contains("contacts.identifier", "@part")})";
        return database.ReadConsistentlyFromReplicaAsync(
            async (connection, transaction) =>
            {
                var search = new Reading(database, connection, transaction, new DynamicParameters(parameters), matches, sort, isResolved, reach);
                var (ids, isPartial) = await search.IdsAsync(term is null ? null : dialect.TextIndexIds("contacts", "@term"));
                var contacts = await ContactRepository.InOrderAsync(connection, transaction, accountId, [.. ids.Take(ContactPage.Size)]);
                return new ContactPage(contacts, contacts.Count, HasMore: ids.Count > ContactPage.Size, isPartial);
            },
            cancellationToken);
    }

    /// <summary>One search under way.</summary>
    private sealed class Reading(
        IDatabase database, DbConnection connection, DbTransaction transaction, DynamicParameters parameters, string matches, ContactSort sort, bool isResolved, long reach)
    {
        /// <param name="indexed">The statement of the ids of what may match; null where no index knows.</param>
        /// <returns>One more than a page, where there is more.</returns>
        public async Task<(List<long> Ids, bool IsPartial)> IdsAsync(string? indexed)
        {
            if (indexed is not null && await IsWithinAsync(indexed, Few))
            {
                return (await FetchAsync(indexed), false);
            }

            var (found, isAll) = await GlanceAsync(isIndexed: indexed is not null);
            if (isAll || indexed is null)
            {
                parameters.Add("found", found);
                var page = found.Count == 0 ? [] : await QueryAsync(
                    $"SELECT contacts.id FROM contacts WHERE +{OfAccount} AND contacts.id IN @found ORDER BY {sort.ToSql()} LIMIT @limit OFFSET @offset");
                return (page, !isAll);
            }

            return (await IsWithinAsync(indexed, Some) ? await FetchAsync(indexed) : await WalkAsync(), false);
        }

        /// <summary>Of visitors and of others where an index holds them apart.</summary>
        private IEnumerable<string> Kinds => (sort.IsByKind, isResolved) switch
        {
            (true, true) => ["contacts.is_resolved = 1"],
            (true, false) => ["contacts.is_resolved = 1", "contacts.is_resolved = 0"],
            (false, true) => ["+contacts.is_resolved = 1"],
            (false, false) => ["1 = 1"],
        };

        private string Listed(string columns, string kind)
            => $"SELECT {columns} FROM {database.Through(sort.Index, "contacts")} WHERE {OfAccount} AND {kind}";

        private async Task<bool> IsWithinAsync(string statement, int most)
            => await connection.ExecuteScalarAsync<long>($"SELECT COUNT(*) FROM (SELECT * FROM ({statement}) AS found LIMIT {most + 1}) counted", parameters, transaction) <= most;

        private Task<List<long>> FetchAsync(string indexed) => QueryAsync($"""
            SELECT contacts.id FROM contacts
            WHERE contacts.id IN ({indexed}) AND +{OfAccount} AND {matches}{(isResolved ? " AND +contacts.is_resolved = 1" : "")}
            ORDER BY {sort.ToSql()} LIMIT @limit OFFSET @offset
            """);

        /// <summary>Looks at the list's beginning.</summary>
        /// <returns>Those that match, and whether they are all that the page needs.</returns>
        private async Task<(List<long> Found, bool IsAll)> GlanceAsync(bool isIndexed)
        {
            var (all, isAll, before) = (new List<long>(), true, "");
            foreach (var kind in Kinds)
            {
                var listed = kind + before;
                var found = await QueryAsync($"""
                    SELECT contacts.id FROM ({Listed("contacts.id, contacts.search_text, contacts.identifier", listed)} ORDER BY {sort.ToSql()} LIMIT {Glance}) contacts
                    WHERE {matches} LIMIT @reach
                    """);
                all.AddRange(found);
                if (found.Count == reach)
                {
                    before = await BeforeAsync(found[^1]);
                }
                else if (!await IsWithinAsync(Listed("1", listed), Glance))
                {
                    isAll = false;
                    if (isIndexed)
                    {
                        break;
                    }
                }
            }

            return (all, isAll);
        }

        /// <summary>The condition of what does not come after a contact, so that the page may need it as well.</summary>
        private async Task<string> BeforeAsync(long id)
        {
            parameters.Add("lastId", id);
            var place = await connection.ExecuteScalarAsync<object?>($"SELECT {sort.Column} FROM contacts WHERE id = @lastId", parameters, transaction);
            parameters.Add("lastPlace", place);
            return place is null or DBNull ? "" : $" AND (contacts.{sort.Column}, contacts.id) {(sort.IsDescending ? ">" : "<")} (@lastPlace, @lastId)";
        }

        /// <summary>Goes through the list until the page is full.</summary>
        private Task<List<long>> WalkAsync()
        {
            var kinds = Kinds.Select(kind => $"SELECT * FROM ({Listed($"contacts.id, contacts.{sort.Column} AS place", kind)} AND {matches} ORDER BY {sort.ToSql()} LIMIT @reach)");
            var direction = sort.IsDescending ? "DESC" : "ASC";
            return QueryAsync($"SELECT id FROM ({string.Join(" UNION ALL ", kinds)}) ORDER BY place {direction} NULLS LAST, id {direction} LIMIT @limit OFFSET @offset");
        }

        private async Task<List<long>> QueryAsync(string sql) => (await connection.QueryAsync<long>(sql, parameters, transaction)).AsList();
    }
}
