using System.Data.Common;
using Dapper;
using OneLink.Admin.Access;
using OneLink.Admin.Database;
using OneLink.Admin.Domains.Verification;
using OneLink.Admin.Safety;
using OneLink.Shared.Links;

namespace OneLink.Admin.Domains;

internal sealed class DomainRepository(IDatabase database, InstallationHosts hosts, DestinationGuard guard)
{
    private const string Columns = """
        id AS Id, account_id AS AccountId, host AS Host, authority AS Authority, scheme AS Scheme, is_default AS IsDefault,
        is_fallback AS IsFallback, case_sensitive AS IsCaseSensitive, root_url AS RootUrl, not_found_url AS NotFoundUrl,
        expired_url AS ExpiredUrl, settings AS Settings, open_token AS OpenToken,
        indexable_paths AS IndexablePaths, verification_token AS VerificationToken, verification_state AS VerificationState,
        verification_method AS VerificationMethod, verification_reason AS VerificationReason,
        verification_checked_at AS VerificationCheckedAt, verified_at AS VerifiedAt, is_served AS IsServed, created_at AS CreatedAt, updated_at AS UpdatedAt
        """;

    private const string OfAccount = $"SELECT {Columns} FROM domains WHERE account_id = @accountId ORDER BY id";

    public async Task<AccountDomains> OfAccountAsync(long accountId, CancellationToken cancellationToken)
    {
        var domains = (await database.ReadAsync(
            connection => connection.QueryAsync<LinkDomain>(OfAccount, new { accountId }),
            cancellationToken)).AsList();
        if (domains.Exists(domain => hosts.Find(domain.Host) is null))
        {
            // Registered a moment ago, by another process.
            await hosts.RefreshAsync(cancellationToken);
        }

        return new AccountDomains(domains, new AccountGuard(guard, accountId));
    }

    /// <summary>The same, inside a writing transaction.</summary>
    public async Task<AccountDomains> InAsync(WriteScope scope, long accountId)
        => new(await OfAccountAsync(scope, accountId), new AccountGuard(guard, accountId));

    /// <summary>Every domain of the installation, inside the caller's transaction.</summary>
    public static async Task<IReadOnlyList<LinkDomain>> AllAsync(DbConnection connection, DbTransaction? transaction)
        => (await connection.QueryAsync<LinkDomain>($"SELECT {Columns} FROM domains ORDER BY id", transaction: transaction)).AsList();

    /// <summary>Every domain of the installation.</summary>
    public static async Task<IReadOnlyList<LinkDomain>> AllAsync(WriteScope scope)
        => (await scope.QueryAsync<LinkDomain>($"SELECT {Columns} FROM domains ORDER BY id")).AsList();

    /// <summary>The domain that an edge would answer for under a host: the host's own, else the one that takes any.</summary>
    /// <param name="host">As a visitor wrote it.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    public async Task<LinkDomain?> ServingAsync(string host, CancellationToken cancellationToken)
        => HostName.TryNormalize(host, out var normalized, out _)
            ? await database.ReadAsync(
                connection => connection.QueryFirstOrDefaultAsync<LinkDomain>(
                    $"SELECT {Columns} FROM domains WHERE host = @host OR is_fallback = 1 ORDER BY host = @host DESC, id LIMIT 1", new { host = normalized }),
                cancellationToken)
            : null;

    public Task<LinkDomain?> ByIdAsync(long id, CancellationToken cancellationToken)
        => database.ReadAsync(
            connection => connection.QueryFirstOrDefaultAsync<LinkDomain>($"SELECT {Columns} FROM domains WHERE id = @id", new { id }), cancellationToken);

    public Task<LinkDomain?> ByOpenTokenAsync(string token, CancellationToken cancellationToken)
        => database.ReadAsync(
            connection => connection.QueryFirstOrDefaultAsync<LinkDomain>(
                $"SELECT {Columns} FROM domains WHERE open_token = @token", new { token }),
            cancellationToken);

    /// <summary>Adds the domain and publishes it. A new default takes that from the one before.</summary>
    /// <returns>The domain with its id, or null where the host is taken.</returns>
    public static async Task<LinkDomain?> InsertAsync(WriteScope scope, LinkDomain domain)
    {
        domain = domain.OpenToken.Length > 0 ? domain : domain with { OpenToken = NewOpenToken() };
        domain = domain.VerificationToken.Length > 0 ? domain : domain with { VerificationToken = DomainVerification.NewToken() };
        var id = await scope.FirstOrDefaultAsync<long?>(
            """
            INSERT INTO domains (id, account_id, host, authority, scheme, is_default, is_fallback, case_sensitive,
                                 root_url, not_found_url, expired_url, settings, open_token, verification_token, verification_state,
                                 verification_method, verified_at, is_served, created_at, updated_at)
            VALUES ((SELECT COALESCE(MAX(id), 0) + 1 FROM (SELECT id FROM domains UNION ALL SELECT id FROM retired_domains) AS given),
                    @AccountId, @Host, @Authority, @Scheme, @IsDefault, @IsFallback, @IsCaseSensitive,
                    @RootUrl, @NotFoundUrl, @ExpiredUrl, @Settings, @OpenToken, @VerificationToken, @VerificationState,
                    @VerificationMethod, @VerifiedAt, @IsServed, @CreatedAt, @UpdatedAt)
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

    /// <summary>Replaces the list of paths that crawlers may fetch, and publishes it with the domain.</summary>
    public static async Task SetIndexableAsync(WriteScope scope, long domainId, string paths)
    {
        await scope.ExecuteAsync("UPDATE domains SET indexable_paths = @paths, is_indexable_stale = 0 WHERE id = @domainId", new { domainId, paths });
        await PublishAsync(scope, domainId);
    }

    /// <summary>
    /// Changes what of a domain can change (never its host) and publishes it.
    /// </summary>
    public static async Task UpdateAsync(WriteScope scope, LinkDomain domain)
    {
        await scope.ExecuteAsync(
            """
            UPDATE domains SET is_default = @IsDefault, root_url = @RootUrl, not_found_url = @NotFoundUrl, expired_url = @ExpiredUrl,
                               settings = @Settings, open_token = @OpenToken,
                               is_indexable_stale = 1, updated_at = @UpdatedAt
            WHERE id = @Id
            """,
            domain);
        await TakeDefaultAsync(scope, domain);
        await PublishAsync(scope, domain.Id);
    }

    /// <summary>Stores what a look for the proof of control found, and tells edges where they have to serve the domain from now on, or no longer.</summary>
    /// <returns>False where the domain was deleted meanwhile.</returns>
    public static async Task<bool> SetVerificationAsync(WriteScope scope, LinkDomain domain)
    {
        var changed = await scope.ExecuteAsync(
            """
            UPDATE domains SET verification_state = @VerificationState, verification_method = @VerificationMethod,
                               verification_reason = @VerificationReason, verification_checked_at = @VerificationCheckedAt,
                               verified_at = @VerifiedAt, is_served = @IsServed
            WHERE id = @Id
            """,
            domain);
        await PublishAsync(scope, domain.Id);
        return changed == 1;
    }

    /// <summary>
    /// Deletes a domain that nothing needs any more, and publishes that. What is looked at is what this transaction sees: a
    /// link made meanwhile keeps the domain.
    /// </summary>
    public static async Task<DomainDeletion> DeleteAsync(WriteScope scope, LinkDomain domain)
    {
        var domains = await OfAccountAsync(scope, domain.AccountId);
        if (domains.TrueForAll(other => other.Id != domain.Id))
        {
            return DomainDeletion.NoLongerThere;
        }

        if (AccountDomains.DefaultOf(domains)!.Id == domain.Id)
        {
            return DomainDeletion.IsDefault;
        }

        if (await scope.FirstOrDefaultAsync<long?>("SELECT id FROM links WHERE domain_id = @Id LIMIT 1", new { domain.Id }) is not null)
        {
            return DomainDeletion.HasLinks;
        }

        await RetireAsync(scope, domain);
        return DomainDeletion.Done;
    }

    /// <summary>Has edges serve none of an account's domains any more.</summary>
    public static async Task WithdrawAllAsync(WriteScope scope, long accountId)
    {
        await scope.ExecuteAsync("UPDATE domains SET is_served = 0 WHERE account_id = @accountId", new { accountId });
        foreach (var domain in await OfAccountAsync(scope, accountId))
        {
            scope.Publish(DomainPublisher.ToTombstone(domain));
        }
    }

    /// <summary>Deletes all domains of an account that is going and has no links any more.</summary>
    public static async Task RetireAllAsync(WriteScope scope, long accountId)
    {
        foreach (var domain in await OfAccountAsync(scope, accountId))
        {
            await RetireAsync(scope, domain);
        }
    }

    public static string NewOpenToken() => SecretText.Identifier("olo_");

    private static async Task<List<LinkDomain>> OfAccountAsync(WriteScope scope, long accountId)
        => (await scope.QueryAsync<LinkDomain>(OfAccount, new { accountId })).AsList();

    private static async Task RetireAsync(WriteScope scope, LinkDomain domain)
    {
        await scope.ExecuteAsync("INSERT INTO retired_domains (id, account_id, host) VALUES (@Id, @AccountId, @Host)", domain);
        await scope.ExecuteAsync("DELETE FROM domains WHERE id = @Id", new { domain.Id });
        scope.Publish(DomainPublisher.ToTombstone(domain));
    }

    /// <summary>As this transaction sees it: the caller may have read it before another's change.</summary>
    private static async Task PublishAsync(WriteScope scope, long domainId)
    {
        if (await scope.FirstOrDefaultAsync<LinkDomain>($"SELECT {Columns} FROM domains WHERE id = @domainId", new { domainId }) is { } domain)
        {
            scope.Publish(DomainPublisher.ToChange(domain));
        }
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
