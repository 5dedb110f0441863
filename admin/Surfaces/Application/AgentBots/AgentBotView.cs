using OneLink.Admin.Access.AccessTokens;
using OneLink.Admin.AgentBots;

namespace OneLink.Admin.Surfaces.Application.AgentBots;

/// <summary>Gathers what is shown of bots.</summary>
internal sealed class AgentBotView(AccessTokenRepository tokens)
{
    public async Task<AgentBotResponse> OfAsync(AgentBot bot, ApplicationCaller caller, CancellationToken cancellationToken)
        => AgentBotResponse.Of(
            bot,
            caller.IsAdministrator && bot.AccountId == caller.AccountId ? await tokens.FindTokenAsync(TokenOwner.AgentBot(bot.Id), cancellationToken) : null);
}
