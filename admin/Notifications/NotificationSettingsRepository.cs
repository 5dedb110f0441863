using Dapper;
using OneLink.Admin.Database;

namespace OneLink.Admin.Notifications;

internal sealed class NotificationSettingsRepository(IDatabase database, TimeProvider clock)
{
    public async Task<NotificationSettings> FindAsync(long accountId, long userId, CancellationToken cancellationToken)
        => await database.ReadAsync(
            connection => connection.QueryFirstOrDefaultAsync<NotificationSettings>(
                "SELECT email_flags AS EmailFlags, push_flags AS PushFlags FROM notification_settings WHERE account_id = @accountId AND user_id = @userId",
                new { accountId, userId }),
            cancellationToken) ?? NotificationSettings.Default;

    public Task<int> StoreAsync(long accountId, long userId, NotificationSettings settings, CancellationToken cancellationToken)
        => database.WriteAsync(
            scope => scope.ExecuteAsync(
                """
                INSERT INTO notification_settings (account_id, user_id, email_flags, push_flags, updated_at)
                VALUES (@accountId, @userId, @EmailFlags, @PushFlags, @at)
                ON CONFLICT (account_id, user_id) DO UPDATE SET email_flags = excluded.email_flags, push_flags = excluded.push_flags, updated_at = excluded.updated_at
                """,
                new { accountId, userId, settings.EmailFlags, settings.PushFlags, at = clock.GetUtcNow().ToUnixTimeMilliseconds() }),
            cancellationToken);
}
