namespace OneLink.Admin.Surfaces.Application.Conversations;

/// <summary>A team beside a conversation.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Lower case.</param>
/// <param name="Description">What it is for.</param>
/// <param name="AllowAutoAssign">Whether its conversations find an assignee by themselves.</param>
/// <param name="AccountId">Whose team.</param>
/// <param name="IsMember">Whether the caller is in it.</param>
internal sealed record TeamResponse(long Id, string Name, string? Description, bool AllowAutoAssign, long AccountId, bool IsMember);
