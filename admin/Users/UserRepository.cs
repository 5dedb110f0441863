using Dapper;
using OneLink.Admin.Access;
using OneLink.Admin.Database;

namespace OneLink.Admin.Users;

internal sealed class UserRepository(IDatabase database)
{
    private const string Columns = """
        id AS Id, email AS Email, name AS Name, display_name AS DisplayName, password_hash AS PasswordHash, pubsub_token AS PubsubToken,
        is_super_admin AS IsSuperAdmin, phone_number AS PhoneNumber, message_signature AS MessageSignature, ui_settings AS UiSettings,
        custom_attributes AS CustomAttributes, avatar_file_id AS AvatarFileId, avatar_url AS AvatarUrl, confirmed_at AS ConfirmedAt,
        created_at AS CreatedAt, updated_at AS UpdatedAt
        """;

    /// <returns>Null where there is none, or it is being deleted.</returns>
    public Task<User?> FindAsync(long id, CancellationToken cancellationToken)
        => database.ReadAsync(
            connection => connection.QueryFirstOrDefaultAsync<User>($"SELECT {Columns} FROM users WHERE id = @id AND deleted_at IS NULL", new { id }),
            cancellationToken);

    /// <inheritdoc cref="FindAsync(long, CancellationToken)"/>
    public static Task<User?> FindAsync(WriteScope scope, long id)
        => scope.FirstOrDefaultAsync<User>($"SELECT {Columns} FROM users WHERE id = @id AND deleted_at IS NULL", new { id });

    public Task<User?> FindByPubsubTokenAsync(string token, CancellationToken cancellationToken)
        => database.ReadAsync(
            connection => connection.QueryFirstOrDefaultAsync<User>($"SELECT {Columns} FROM users WHERE pubsub_token = @token AND deleted_at IS NULL", new { token }), cancellationToken);

    public Task<List<User>> FindAsync(IReadOnlyCollection<long> ids, CancellationToken cancellationToken)
        => ids.Count == 0
            ? Task.FromResult(new List<User>())
            : database.ReadAsync(
                async connection => (await connection.QueryAsync<User>($"SELECT {Columns} FROM users WHERE id IN @ids", new { ids })).AsList(), cancellationToken);

    /// <param name="email">In any case of letters.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<User?> FindByEmailAsync(string email, CancellationToken cancellationToken)
        => database.ReadAsync(
            connection => connection.QueryFirstOrDefaultAsync<User>($"SELECT {Columns} FROM users WHERE email = @email", new { email = email.ToLowerInvariant() }),
            cancellationToken);

    /// <param name="scope">The caller's transaction.</param>
    /// <param name="email">In any case of letters.</param>
    public static Task<User?> FindByEmailAsync(WriteScope scope, string email)
        => scope.FirstOrDefaultAsync<User>($"SELECT {Columns} FROM users WHERE email = @email", new { email = email.ToLowerInvariant() });

    /// <summary>Stores a new person.</summary>
    /// <returns>The person with an id, or null where the e-mail address is taken.</returns>
    public static async Task<User?> InsertAsync(WriteScope scope, User user)
    {
        var id = await scope.FirstOrDefaultAsync<long?>(
            """
            INSERT INTO users (email, name, display_name, password_hash, pubsub_token, is_super_admin, phone_number, message_signature,
                               ui_settings, custom_attributes, avatar_file_id, avatar_url, confirmed_at, created_at, updated_at)
            VALUES (@Email, @Name, @DisplayName, @PasswordHash, @PubsubToken, @IsSuperAdmin, @PhoneNumber, @MessageSignature,
                    @UiSettings, @CustomAttributes, @AvatarFileId, @AvatarUrl, @ConfirmedAt, @CreatedAt, @UpdatedAt)
            ON CONFLICT (email) DO NOTHING RETURNING id
            """,
            user);
        return id is null ? null : user with { Id = id.Value };
    }

    /// <returns>Whether it was stored: not where another person has the e-mail address.</returns>
    public static async Task<bool> UpdateAsync(WriteScope scope, User user)
    {
        if (await FindByEmailAsync(scope, user.Email) is { } holder && holder.Id != user.Id)
        {
            return false;
        }

        await scope.ExecuteAsync(
            """
            UPDATE users SET email = @Email, name = @Name, display_name = @DisplayName, password_hash = @PasswordHash,
                             pubsub_token = @PubsubToken, phone_number = @PhoneNumber, message_signature = @MessageSignature,
                             ui_settings = @UiSettings, custom_attributes = @CustomAttributes,
                             avatar_file_id = @AvatarFileId, avatar_url = @AvatarUrl, confirmed_at = @ConfirmedAt,
                             updated_at = @UpdatedAt
            WHERE id = @Id
            """,
            user);
        return true;
    }

    public static string NewPubsubToken() => SecretText.Secret("");
}
