using System.Data.Common;
using Dapper;
using OneLink.Admin.Database;

namespace OneLink.Admin.Domains;

internal sealed class DomainRepository(IDatabase database)
{
    private const string Columns = """
        id AS Id, account_id AS AccountId, host AS Host, authority AS Authority, scheme AS Scheme, is_default AS IsDefault,
        is_fallback AS IsFallback, case_sensitive AS IsCaseSensitive, root_url AS RootUrl, not_found_url AS NotFoundUrl,
        expired_url AS ExpiredUrl, settings AS Settings, created_at AS CreatedAt, updated_at AS UpdatedAt
        """;

    public Task<AccountDomains> OfAccountAsync(long accountId, CancellationToken cancellationToken)
        => database.ReadAsync(
            async connection => new AccountDomains((await connection.QueryAsync<LinkDomain>(
                $"SELECT {Columns} FROM domains WHERE account_id = @accountId ORDER BY id", new { accountId })).AsList()),
            cancellationToken);

    /// <summary>Every domain of the installation, inside the caller's transaction.</summary>
    public static async Task<IReadOnlyList<LinkDomain>> AllAsync(DbConnection connection, DbTransaction? transaction)
        => (await connection.QueryAsync<LinkDomain>($"SELECT {Columns} FROM domains ORDER BY id", transaction: transaction)).AsList();

    /// <summary>Adds the domain and publishes it. A new default takes that from the one before.</summary>
    /// <returns>The domain with its id, or null where the host is taken.</returns>
    public static async Task<LinkDomain?> InsertAsync(WriteScope scope, LinkDomain domain)
    {
        var id = await scope.FirstOrDefaultAsync<long?>(
            """
            INSERT INTO domains (account_id, host, authority, scheme, is_default, is_fallback, case_sensitive,
                                 root_url, not_found_url, expired_url, settings, created_at, updated_at)
            VALUES (@AccountId, @Host, @Authority, @Scheme, @IsDefault, @IsFallback, @IsCaseSensitive,
                    @RootUrl, @NotFoundUrl, @ExpiredUrl, @Settings, @CreatedAt, @UpdatedAt)
            ON CONFLICT (host) DO NOTHING RETURNING id
            """,
            domain);
        if (id is null)
        {
            return null;
        }

        await TakeDefaultAsync(scope, domain with { Id = id.Value });
        var stored = domain with { Id = id.Value };
        scope.Publish(DomainPublisher.ToChange(stored));
        return stored;
    }

    /// <summary>Changes what of a domain can change (never its host) and publishes it.</summary>
    public static async Task UpdateAsync(WriteScope scope, LinkDomain domain)
    {
        await scope.ExecuteAsync(
            """
            UPDATE domains SET is_default = @IsDefault, root_url = @RootUrl, not_found_url = @NotFoundUrl, expired_url = @ExpiredUrl,
                               settings = @Settings, updated_at = @UpdatedAt
            WHERE id = @Id
            """,
            domain);
        await TakeDefaultAsync(scope, domain);
        scope.Publish(DomainPublisher.ToChange(domain));
    }

    private static async Task TakeDefaultAsync(WriteScope scope, LinkDomain domain)
    {
        if (domain.IsDefault != 0)
        {
            await scope.ExecuteAsync(
                "UPDATE domains SET is_default = 0 WHERE account_id = @AccountId AND id <> @Id", new { domain.AccountId, domain.Id });
        }
    }
}
