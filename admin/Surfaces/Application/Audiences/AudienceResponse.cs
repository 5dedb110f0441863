using OneLink.Admin.Audiences;
using OneLink.Admin.Json;

namespace OneLink.Admin.Surfaces.Application.Audiences;

/// <summary>An audience. Times are ISO 8601.</summary>
/// <param name="Id">Of the audience.</param>
/// <param name="Name">As given.</param>
/// <param name="Question">As given.</param>
/// <param name="AskedFrom">The range as it was when asked; inclusive.</param>
/// <param name="AskedTo">Exclusive.</param>
/// <param name="ContactsCount">Those in it now.</param>
/// <param name="ClicksCount">Clicks of people in the cell.</param>
/// <param name="TiedClicksCount">Those of them that lead to a contact.</param>
/// <param name="UntiedClicksCount">Those that lead to nobody.</param>
/// <param name="RefreshedAt">When it was asked.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="UpdatedAt">When it was changed.</param>
internal sealed record AudienceResponse(
    long Id,
    string Name,
    RawJson Question,
    string AskedFrom,
    string AskedTo,
    long ContactsCount,
    long ClicksCount,
    long TiedClicksCount,
    long UntiedClicksCount,
    string RefreshedAt,
    string CreatedAt,
    string UpdatedAt)
{
    public static AudienceResponse Of(Audience audience) => new(
        audience.Id,
        audience.Name,
        audience.Question,
        ApiTime.Iso(audience.AskedFrom),
        ApiTime.Iso(audience.AskedTo),
        audience.ContactCount,
        audience.ClickCount,
        audience.TiedClickCount,
        audience.ClickCount - audience.TiedClickCount,
        ApiTime.Iso(audience.RefreshedAt),
        ApiTime.Iso(audience.CreatedAt),
        ApiTime.Iso(audience.UpdatedAt));
}
