using Dapper;
using OneLink.Admin.Database;
using OneLink.Admin.Domains;
using OneLink.Admin.Messages;

namespace OneLink.Admin.LinkClicks.Joining;

/// <summary>
/// Codes of clicks that came with messages. A click reaches ClickHouse about a second after the tap, and later where something
/// is away: the message is stored without its code at once, and the click is looked for until it is there.
/// </summary>
internal static class WaitingCodes
{
    private const string Columns =
        "message_id AS MessageId, account_id AS AccountId, conversation_id AS ConversationId, code AS Code, created_at AS CreatedAt, attempts AS Attempts";

    /// <summary>Takes the code out of what a contact says, where a domain of the account gives codes away.</summary>
    /// <param name="scope">The transaction that stores the message.</param>
    /// <param name="accountId">Whose message.</param>
    /// <param name="input">As it came.</param>
    /// <returns>What is to be stored, and the code; null where there is none.</returns>
    public static async Task<(MessageInput Input, string? Code)> TakeAsync(WriteScope scope, long accountId, MessageInput input)
    {
        if (input.MessageType != MessageType.Incoming)
        {
            return (input, null);
        }

        var inText = input.Content is { } content ? CodedText.Find(content) : null;
        if ((inText?.Code ?? CodedText.OfParameter(input.Referral)?.Code) is not { } code || !await GivesCodesAsync(scope, accountId))
        {
            return (input, null);
        }

        return (inText is { } coded ? input with { Content = coded.Text } : input, code);
    }

    public static Task<int> AddAsync(WriteScope scope, Message message, string code)
        => scope.ExecuteAsync(
            """
            INSERT INTO waiting_codes (message_id, account_id, conversation_id, code, created_at, attempts, next_attempt_at)
            VALUES (@Id, @AccountId, @ConversationId, @code, @CreatedAt, 0, @CreatedAt)
            """,
            new { message.Id, message.AccountId, message.ConversationId, code, message.CreatedAt });

    /// <summary>Those whose click is to be looked for now, the longest due first.</summary>
    public static Task<List<WaitingCode>> DueAsync(IDatabase database, long now, int limit, CancellationToken cancellationToken)
        => database.ReadAsync(
            async connection => (await connection.QueryAsync<WaitingCode>(
                $"SELECT {Columns} FROM waiting_codes WHERE next_attempt_at <= @now ORDER BY next_attempt_at LIMIT @limit", new { now, limit })).AsList(),
            cancellationToken);

    public static Task<int> PutOffAsync(WriteScope scope, WaitingCode code, long until)
        => scope.ExecuteAsync("UPDATE waiting_codes SET attempts = attempts + 1, next_attempt_at = @until WHERE message_id = @MessageId", new { code.MessageId, until });

    public static Task<int> RemoveAsync(WriteScope scope, WaitingCode code)
        => scope.ExecuteAsync("DELETE FROM waiting_codes WHERE message_id = @MessageId", new { code.MessageId });

    private static async Task<bool> GivesCodesAsync(WriteScope scope, long accountId)
        => (await scope.QueryAsync<string>("SELECT settings FROM domains WHERE account_id = @accountId", new { accountId })).Any(settings => DomainSettings.Parse(settings).ChatCodes);
}
