using System.Text;
using Dapper;
using OneLink.Admin.Database;
using OneLink.Admin.Links;

namespace OneLink.Admin.Audit;

/// <summary>Reads pages of the audit log, newest first.</summary>
internal sealed class AuditListing(IDatabase database)
{
    /// <returns>The page, and one more entry where there is a next one.</returns>
    public Task<List<AuditRow>> ReadAsync(long accountId, AuditQuery query, CancellationToken cancellationToken)
    {
        var (sql, parameters) = Build(accountId, query);
        return database.ReadFromReplicaAsync(
            async connection => (await connection.QueryAsync<AuditRow>(sql, parameters)).AsList(), cancellationToken);
    }

    private static (string Sql, DynamicParameters Parameters) Build(long accountId, AuditQuery query)
    {
        var parameters = new DynamicParameters();
        var sql = new StringBuilder($"SELECT {AuditRow.Columns} FROM audit_log WHERE account_id = @accountId");
        parameters.Add("accountId", accountId);
        Filter(query.Before is not null, "id < @before", "before", query.Before);
        Filter(query.Action is not null, "action = @action", "action", query.Action);
        Filter(query.Actor is not null, "actor_id = @actor", "actor", query.Actor);
        Filter(query.CreatedAfter is not null, "at > @createdAfter", "createdAfter", query.CreatedAfter?.ToUnixTimeMilliseconds());
        Filter(query.CreatedBefore is not null, "at < @createdBefore", "createdBefore", query.CreatedBefore?.ToUnixTimeMilliseconds());
        if (query.Object is { } name)
        {
            // A link's own entries, and the bulk that it was created in.
            sql.Append(" AND id IN (SELECT id FROM audit_log WHERE account_id = @accountId AND object_id = @object");
            parameters.Add("object", name);
            if (LinkId.TryParse(name, out var link))
            {
                sql.Append(" UNION ALL SELECT id FROM audit_log WHERE account_id = @accountId AND first_link <= @link AND last_link >= @link");
                parameters.Add("link", link.Value);
            }

            sql.Append(')');
        }

        sql.Append(" ORDER BY id DESC LIMIT @limit");
        parameters.Add("limit", query.Limit + 1);
        return (sql.ToString(), parameters);

        void Filter(bool applies, string condition, string name, object? value)
        {
            if (applies)
            {
                sql.Append(" AND ").Append(condition);
                parameters.Add(name, value);
            }
        }
    }
}
