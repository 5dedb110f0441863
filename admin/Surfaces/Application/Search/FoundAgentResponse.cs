namespace OneLink.Admin.Surfaces.Application.Search;

/// <summary>Whose the conversation is that was found.</summary>
internal sealed record FoundAgentResponse(long Id, string AvailableName, string Email, string Name, string Role)
{
    public static FoundAgentResponse Of(AgentResponse agent) => new(agent.Id, agent.AvailableName, agent.Email, agent.Name, agent.Role);
}
