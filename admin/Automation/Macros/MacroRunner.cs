using OneLink.Admin.Automation.Actions;
using OneLink.Admin.Conversations;
using OneLink.Admin.Database;

namespace OneLink.Admin.Automation.Macros;

/// <summary>Does what a macro says, in the name of the person who executes it: each conversation in a transaction of its own.</summary>
internal sealed class MacroRunner(IDatabase database, ConversationActions actions, ConversationEdits edits)
{
    /// <param name="macro">Of the conversations' account.</param>
    /// <param name="conversationIds">Ids of the rows; one that is gone meanwhile is passed over.</param>
    /// <param name="userId">Who executes it.</param>
    /// <param name="author">The same, as conversations name him.</param>
    /// <param name="cancellationToken">Ends it between two conversations.</param>
    public async Task RunAsync(Macro macro, IReadOnlyList<long> conversationIds, long userId, Author author, CancellationToken cancellationToken)
    {
        var calls = ActionCall.Parse(macro.Actions);
        foreach (var id in conversationIds)
        {
            await database.WriteAsync(
                async scope =>
                {
                    if (await ConversationRepository.FindAsync(scope, macro.AccountId, id) is { } conversation)
                    {
                        var edit = edits.Begin(scope, conversation, author);
                        await actions.RunAsync(new ActionRun(edit, "macro.executed") { UserId = userId }, calls);
                    }

                    return 0;
                },
                cancellationToken);
        }
    }
}
