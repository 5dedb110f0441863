using System.Text.Json.Nodes;
using OneLink.Admin.Events;
using OneLink.Admin.Users;

namespace OneLink.Admin.Realtime;

/// <summary>Who did it, as realtime events say it: people only.</summary>
internal sealed class PerformerJson(UserRepository users)
{
    public async Task AddAsync(JsonObject data, Performer? performer, CancellationToken cancellationToken)
    {
        if (performer is { Kind: Performer.User } && await users.FindAsync(performer.Id, cancellationToken) is { } user)
        {
            data["performer"] = new JsonObject
            {
                ["id"] = user.Id,
                ["name"] = user.Name,
                ["available_name"] = user.AvailableName,
                ["avatar_url"] = user.AvatarUrl ?? "",
                ["type"] = "user",
                ["thumbnail"] = user.AvatarUrl ?? "",
            };
        }
    }
}
