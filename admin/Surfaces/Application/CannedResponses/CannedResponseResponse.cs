using OneLink.Admin.CannedResponses;

namespace OneLink.Admin.Surfaces.Application.CannedResponses;

/// <summary>A text that the account's people send often. Times are ISO 8601.</summary>
internal sealed record CannedResponseResponse(long Id, long AccountId, string ShortCode, string Content, string CreatedAt, string UpdatedAt)
{
    public static CannedResponseResponse Of(CannedResponse response)
        => new(response.Id, response.AccountId, response.ShortCode, response.Content, ApiTime.Iso(response.CreatedAt), ApiTime.Iso(response.UpdatedAt));
}
