using OneLink.Admin.Inboxes;
using OneLink.Admin.Json;

namespace OneLink.Admin.Surfaces.Client;

/// <summary>An inbox as everybody may see it.</summary>
internal sealed record ClientInboxResponse
{
    public required string Identifier { get; init; }

    public required string Name { get; init; }

    public required string Timezone { get; init; }

    public required RawJson WorkingHours { get; init; }

    public required bool WorkingHoursEnabled { get; init; }

    public required bool CsatSurveyEnabled { get; init; }

    public required bool GreetingEnabled { get; init; }

    public required bool IdentityValidationEnabled { get; init; }

    public static ClientInboxResponse Of(Inbox inbox) => new()
    {
        Identifier = inbox.Identifier,
        Name = inbox.Name,
        Timezone = inbox.Timezone,
        WorkingHours = Inboxes.WorkingHours.Write(Inboxes.WorkingHours.Of(inbox)),
        WorkingHoursEnabled = inbox.HasWorkingHours != 0,
        CsatSurveyEnabled = inbox.IsCsatEnabled != 0,
        GreetingEnabled = inbox.IsGreetingEnabled != 0,
        IdentityValidationEnabled = inbox.IsHmacMandatory != 0,
    };
}
