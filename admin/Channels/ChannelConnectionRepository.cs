using System.Globalization;
using Dapper;
using OneLink.Admin.Access.AccessTokens;
using OneLink.Admin.Database;
using OneLink.Admin.Inboxes;
using OneLink.Admin.Json;

namespace OneLink.Admin.Channels;

/// <summary>The stored connections. One of an inbox or account that is gone or suspended is not there.</summary>
internal sealed class ChannelConnectionRepository(IDatabase database, TokenSeal seal, TimeProvider clock)
{
    private const string Select = """
        SELECT c.inbox_id AS InboxId, c.account_id AS AccountId, c.channel AS Channel, c.external_id AS ExternalId, c.sealed AS Sealed,
               c.paused_until AS PausedUntil, i.channel_settings AS Settings, i.webhook_secret AS VerifyToken
        FROM channel_connections c JOIN inboxes i ON i.id = c.inbox_id JOIN accounts a ON a.id = c.account_id
        WHERE i.deleted_at IS NULL AND a.deleted_at IS NULL AND a.status = 'active'
        """;

    public Task<ChannelConnection?> FindAsync(long inboxId, CancellationToken cancellationToken)
        => database.ReadAsync(
            async connection => (await connection.QueryFirstOrDefaultAsync<Row>($"{Select} AND c.inbox_id = @inboxId", new { inboxId }))?.Open(seal), cancellationToken);

    /// <summary>By the name that stands in the address of its webhook.</summary>
    public Task<ChannelConnection?> FindByIdentifierAsync(string channel, string identifier, CancellationToken cancellationToken)
        => database.ReadAsync(
            async connection => (await connection.QueryFirstOrDefaultAsync<Row>(
                $"{Select} AND i.identifier = @identifier AND c.channel = @channel", new { identifier, channel }))?.Open(seal),
            cancellationToken);

    /// <summary>By what the provider calls it: several numbers or pages of an account may have one webhook.</summary>
    public Task<ChannelConnection?> FindByExternalIdAsync(long accountId, string channel, string externalId, CancellationToken cancellationToken)
        => database.ReadAsync(
            async connection => (await connection.QueryFirstOrDefaultAsync<Row>(
                $"{Select} AND c.account_id = @accountId AND c.channel = @channel AND c.external_id = @externalId", new { accountId, channel, externalId }))?.Open(seal),
            cancellationToken);

    /// <returns>False where another inbox of the account has the number, page or bot.</returns>
    public async Task<bool> UpsertAsync(WriteScope scope, Inbox inbox, string externalId, ChannelCredentials credentials)
    {
        var at = clock.GetUtcNow().ToUnixTimeMilliseconds();
        if (await scope.FirstOrDefaultAsync<long?>(
            """
            SELECT c.inbox_id FROM channel_connections c JOIN inboxes i ON i.id = c.inbox_id
            WHERE c.account_id = @AccountId AND c.channel = @Channel AND c.external_id = @externalId AND c.inbox_id <> @Id AND i.deleted_at IS NULL
            """,
            new { inbox.AccountId, inbox.Channel, externalId, inbox.Id }) is not null)
        {
            return false;
        }

        // One of a deleted inbox, which has not been cleared away yet, makes room.
        await scope.ExecuteAsync(
            "DELETE FROM channel_connections WHERE account_id = @AccountId AND channel = @Channel AND external_id = @externalId AND inbox_id <> @Id",
            new { inbox.AccountId, inbox.Channel, externalId, inbox.Id });
        await scope.ExecuteAsync(
            """
            INSERT INTO channel_connections (inbox_id, account_id, channel, external_id, sealed, created_at, updated_at)
            VALUES (@Id, @AccountId, @Channel, @externalId, @sealedSecrets, @at, @at)
            ON CONFLICT (inbox_id) DO UPDATE SET external_id = excluded.external_id, sealed = excluded.sealed, paused_until = 0, updated_at = excluded.updated_at
            """,
            new { inbox.Id, inbox.AccountId, inbox.Channel, externalId, sealedSecrets = seal.Seal(Binding(inbox.Id), credentials.ToJson()), at });
        return true;
    }

    /// <summary>Keeps requests from a provider that wants none for a while.</summary>
    /// <param name="scope">The transaction.</param>
    /// <param name="inboxId">Whose.</param>
    /// <param name="until">Unix milliseconds; an earlier time than the one known changes nothing.</param>
    public static Task<int> PauseAsync(WriteScope scope, long inboxId, long until)
        => scope.ExecuteAsync("UPDATE channel_connections SET paused_until = @until WHERE inbox_id = @inboxId AND paused_until < @until", new { inboxId, until });

    private static string Binding(long inboxId) => string.Create(CultureInfo.InvariantCulture, $"inbox:{inboxId}");

    private sealed class Row
    {
        public required long InboxId { get; init; }

        public required long AccountId { get; init; }

        public required string Channel { get; init; }

        public required string ExternalId { get; init; }

        public required byte[] Sealed { get; init; }

        public required long PausedUntil { get; init; }

        public required string Settings { get; init; }

        public required string VerifyToken { get; init; }

        public ChannelConnection Open(TokenSeal seal)
        {
            var settings = AttributeObject.Parse(Settings);
            return new ChannelConnection
            {
                InboxId = InboxId,
                AccountId = AccountId,
                Channel = Channel,
                ExternalId = ExternalId,
                Credentials = ChannelCredentials.Parse(seal.Open(Binding(InboxId), Sealed)),
                VerifyToken = VerifyToken,
                PausedUntil = PausedUntil,
                MessagesPerSecond = ChannelSettings.RateOf(settings),
                HoldsInDoubt = ChannelSettings.HoldsInDoubt(settings),
            };
        }
    }
}
