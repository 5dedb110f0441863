using OneLink.Admin.Conversations;
using OneLink.Admin.Database;
using OneLink.Admin.Messages;

namespace OneLink.Admin.Automation.Actions;

/// <summary>
/// Assigns the conversation to a person who works in its inbox: by id, <c>self</c> for whoever executes a macro,
/// <c>last_responding_agent</c>, or <c>nil</c> for nobody.
/// </summary>
internal sealed class AssignAgentAction : IConversationAction
{
    private const string Nobody = "nil";
    private const string Self = "self";
    private const string LastResponding = "last_responding_agent";

    public string Name => "assign_agent";

    public async Task<string?> RefusalAsync(WriteScope scope, long accountId, ActionCall call) => call.Texts switch
    {
        [Nobody or Self or LastResponding, ..] => null,
        [var text, ..] when ActionCall.Id(text) is { } id => await ConversationRules.IsAgentAsync(scope, accountId, id) ? null : $"names agent {id}, who must exist",
        _ => $"needs the id of an agent, {Self}, {LastResponding} or {Nobody}",
    };

    public async Task<string?> PerformAsync(ActionRun run, ActionCall call)
    {
        var text = call.Texts is [var first, ..] ? first : Nobody;
        if (text is Nobody)
        {
            await ConversationChanges.AssignAsync(run.Edit, userId: null);
            return null;
        }

        var conversation = run.Edit.Conversation;
        var userId = text switch
        {
            Self => run.UserId,
            LastResponding => await run.Edit.Scope.FirstOrDefaultAsync<long?>(
                """
                SELECT sender_id FROM messages
                WHERE account_id = @AccountId AND conversation_id = @Id AND message_type = @outgoing AND sender_kind = @user
                ORDER BY id DESC LIMIT 1
                """,
                new { conversation.AccountId, conversation.Id, outgoing = MessageType.Outgoing, user = SenderKind.User }),
            _ => ActionCall.Id(text),
        };
        if (userId is not { } assignee || !await ConversationRules.MayWorkAsync(run.Edit.Scope, conversation, assignee))
        {
            return $"{text} is nobody who works in the inbox";
        }

        await ConversationChanges.AssignAsync(run.Edit, assignee);
        return null;
    }
}
