using System.Text.Json.Nodes;
using OneLink.Admin.Database;
using OneLink.Admin.Json;
using OneLink.Admin.Validation;

namespace OneLink.Admin.Conversations;

/// <summary>What a conversation must keep to.</summary>
internal static class ConversationRules
{
    private const int MaxAttributes = 256 * 1024;

    public static RecordErrors Check(ConversationInput input)
    {
        var errors = new RecordErrors();
        CheckAttributes(errors, "additional_attributes", input.AdditionalAttributes);
        CheckAttributes(errors, "custom_attributes", input.CustomAttributes);
        return errors;
    }

    public static void CheckAttributes(RecordErrors errors, string name, JsonObject? attributes)
        => TextRules.Length(errors, name, AttributeObject.Write(attributes), MaxAttributes);

    /// <summary>Whether the person is of the account.</summary>
    public static async Task<bool> IsAgentAsync(WriteScope scope, long accountId, long userId)
        => await scope.FirstOrDefaultAsync<long?>(
            "SELECT user_id FROM account_users WHERE account_id = @accountId AND user_id = @userId", new { accountId, userId }) is not null;

    /// <summary>Whether the team is of the account.</summary>
    public static async Task<bool> IsTeamAsync(WriteScope scope, long accountId, long teamId)
        => await scope.FirstOrDefaultAsync<long?>("SELECT id FROM teams WHERE account_id = @accountId AND id = @teamId", new { accountId, teamId }) is not null;

    /// <summary>Whether the bot is the account's own or everybody's.</summary>
    public static async Task<bool> IsBotAsync(WriteScope scope, long accountId, long botId)
        => await scope.FirstOrDefaultAsync<long?>(
            "SELECT id FROM agent_bots WHERE id = @botId AND (account_id = @accountId OR account_id IS NULL)", new { accountId, botId }) is not null;

    /// <summary>Whether the person works in the conversation's inbox: its members, and administrators.</summary>
    public static async Task<bool> MayWorkAsync(WriteScope scope, Conversation conversation, long userId)
        => await scope.FirstOrDefaultAsync<long?>(
            """
            SELECT m.user_id FROM account_users m
            WHERE m.account_id = @AccountId AND m.user_id = @userId
              AND (m.role = 'administrator' OR EXISTS (SELECT 1 FROM inbox_members i WHERE i.inbox_id = @InboxId AND i.user_id = m.user_id))
            """,
            new { conversation.AccountId, conversation.InboxId, userId }) is not null;
}
