using Dapper;
using OneLink.Admin.Database;

namespace OneLink.Admin.Accounts;

internal sealed class AccountRepository(IDatabase database)
{
    public const string Columns = """
        id AS Id, name AS Name, tier AS Tier, status AS Status, locale AS Locale, domain AS Domain, support_email AS SupportEmail,
        features AS Features, limits AS Limits, settings AS Settings, custom_attributes AS CustomAttributes,
        key_rate_limit AS KeyRateLimit, rate_limit AS RateLimit, created_at AS CreatedAt, updated_at AS UpdatedAt
        """;

    /// <returns>Null where there is none, or it is being deleted.</returns>
    public Task<Account?> FindAsync(long id, CancellationToken cancellationToken)
        => database.ReadAsync(
            connection => connection.QueryFirstOrDefaultAsync<Account>(
                $"SELECT {Columns} FROM accounts WHERE id = @id AND deleted_at IS NULL", new { id }),
            cancellationToken);

    /// <inheritdoc cref="FindAsync(long, CancellationToken)"/>
    public static Task<Account?> FindAsync(WriteScope scope, long id)
        => scope.FirstOrDefaultAsync<Account>($"SELECT {Columns} FROM accounts WHERE id = @id AND deleted_at IS NULL", new { id });

    /// <summary>The accounts that a platform app may reach.</summary>
    public Task<List<Account>> OfPlatformAppAsync(long appId, CancellationToken cancellationToken)
        => database.ReadAsync(
            async connection => (await connection.QueryAsync<Account>(
                $"""
                SELECT {Columns} FROM accounts
                WHERE deleted_at IS NULL AND id IN
                  (SELECT permissible_id FROM platform_app_permissibles WHERE platform_app_id = @appId AND permissible_kind = 'account')
                ORDER BY id
                """,
                new { appId })).AsList(),
            cancellationToken);

    /// <summary>Stores a new account; its id is what is returned.</summary>
    public static Task<long> InsertAsync(WriteScope scope, Account account)
        => scope.ScalarAsync<long>(
            """
            INSERT INTO accounts (name, tier, status, locale, domain, support_email, features, limits, settings, custom_attributes,
                                  key_rate_limit, rate_limit, created_at, updated_at)
            VALUES (@Name, @Tier, @Status, @Locale, @Domain, @SupportEmail, @Features, @Limits, @Settings, @CustomAttributes,
                    @KeyRateLimit, @RateLimit, @CreatedAt, @UpdatedAt)
            RETURNING id
            """,
            account);

    /// <summary>Changes everything of an account that can change.</summary>
    public static Task<int> UpdateAsync(WriteScope scope, Account account)
        => scope.ExecuteAsync(
            """
            UPDATE accounts SET name = @Name, tier = @Tier, status = @Status, locale = @Locale, domain = @Domain, support_email = @SupportEmail,
                                features = @Features, limits = @Limits, settings = @Settings, custom_attributes = @CustomAttributes,
                                key_rate_limit = @KeyRateLimit, rate_limit = @RateLimit, updated_at = @UpdatedAt
            WHERE id = @Id
            """,
            account);
}
