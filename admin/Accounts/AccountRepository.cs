using Dapper;
using OneLink.Admin.Database;

namespace OneLink.Admin.Accounts;

internal sealed class AccountRepository(IDatabase database)
{
    private const string Columns = """
        id AS Id, name AS Name, tier AS Tier, status AS Status, locale AS Locale, domain AS Domain, support_email AS SupportEmail,
        features AS Features, limits AS Limits, settings AS Settings, custom_attributes AS CustomAttributes,
        created_at AS CreatedAt, updated_at AS UpdatedAt
        """;

    /// <returns>Null where there is none, or it is being deleted.</returns>
    public Task<Account?> FindAsync(long id, CancellationToken cancellationToken)
        => database.ReadAsync(
            connection => connection.QueryFirstOrDefaultAsync<Account>(
                $"SELECT {Columns} FROM accounts WHERE id = @id AND deleted_at IS NULL", new { id }),
            cancellationToken);

    /// <summary>Stores a new account; its id is what is returned.</summary>
    public static Task<long> InsertAsync(WriteScope scope, Account account)
        => scope.ScalarAsync<long>(
            """
            INSERT INTO accounts (name, tier, status, locale, domain, support_email, features, limits, settings, custom_attributes, created_at, updated_at)
            VALUES (@Name, @Tier, @Status, @Locale, @Domain, @SupportEmail, @Features, @Limits, @Settings, @CustomAttributes, @CreatedAt, @UpdatedAt)
            RETURNING id
            """,
            account);
}
