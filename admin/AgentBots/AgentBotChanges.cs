using OneLink.Admin.Access;
using OneLink.Admin.Access.AccessTokens;
using OneLink.Admin.Accounts;
using OneLink.Admin.Database;
using OneLink.Admin.PlatformApps;
using OneLink.Admin.Validation;

namespace OneLink.Admin.AgentBots;

/// <summary>The rules by which bots are made, changed and removed, whichever face asks.</summary>
internal sealed class AgentBotChanges(IDatabase database, AccessTokenRepository tokens, TimeProvider clock)
{
    /// <summary>Conversations in one transaction.</summary>
    private const int PieceSize = 1_000;

    /// <summary>Makes a bot with a token inside the caller's transaction.</summary>
    public async Task<RecordOutcome<AgentBot>> CreateAsync(WriteScope scope, AgentBotInput input)
    {
        var at = Now;
        var bot = input.ApplyTo(new AgentBot { Id = 0, Name = "", Secret = NewSecret(), CreatedAt = at, UpdatedAt = at }, at);
        var errors = await CheckAsync(scope, bot);
        if (errors.Any)
        {
            return new RecordOutcome<AgentBot>(errors);
        }

        bot = bot with { Id = await AgentBotRepository.InsertAsync(scope, bot) };
        await tokens.ReplaceAsync(scope, TokenOwner.AgentBot(bot.Id));
        return new RecordOutcome<AgentBot>(bot);
    }

    public Task<RecordOutcome<AgentBot>> UpdateAsync(long id, AgentBotInput input, CancellationToken cancellationToken)
        => database.UpdateCheckedAsync(
            scope => AgentBotRepository.FindAsync(scope, id),
            before => input.ApplyTo(before, Now),
            CheckAsync,
            static (scope, _, after) => AgentBotRepository.UpdateAsync(scope, after),
            cancellationToken);

    /// <summary>Gives a bot a new token; the old one is dead at once.</summary>
    public Task<string> ResetTokenAsync(AgentBot bot, CancellationToken cancellationToken)
        => database.WriteAsync(scope => tokens.ReplaceAsync(scope, TokenOwner.AgentBot(bot.Id)), cancellationToken);

    /// <summary>Gives a bot a new secret, which signs from the next event on.</summary>
    public async Task<AgentBot> ResetSecretAsync(AgentBot bot, CancellationToken cancellationToken)
    {
        var changed = bot with { Secret = NewSecret(), UpdatedAt = Now };
        await database.WriteAsync(scope => AgentBotRepository.UpdateAsync(scope, changed), cancellationToken);
        return changed;
    }

    /// <summary>Removes a bot; its inboxes and conversations are without one then, conversations in pieces.</summary>
    public async Task DeleteAsync(AgentBot bot, CancellationToken cancellationToken)
    {
        await database.WriteAsync(
            async scope =>
            {
                await AccessTokenRepository.DeleteAsync(scope, TokenOwner.AgentBot(bot.Id));
                return 0;
            },
            cancellationToken);
        while (await database.WriteAsync(scope => AgentBotRepository.UnassignAsync(scope, bot.Id, PieceSize), cancellationToken) == PieceSize)
        {
            // The next piece.
        }

        await database.WriteAsync(
            async scope =>
            {
                await PermissibleRepository.ForgetAsync(scope, Permissible.AgentBot(bot.Id));
                return await AgentBotRepository.DeleteAsync(scope, bot.Id);
            },
            cancellationToken);
    }

    private static async Task<RecordErrors> CheckAsync(WriteScope scope, AgentBot bot)
    {
        var errors = AgentBotInput.Check(bot);
        if (bot.AccountId is { } accountId && await AccountRepository.FindAsync(scope, accountId) is null)
        {
            errors.MustExist("account");
        }

        return errors;
    }

    private static string NewSecret() => SecretText.Secret("");

    private long Now => clock.GetUtcNow().ToUnixTimeMilliseconds();
}
