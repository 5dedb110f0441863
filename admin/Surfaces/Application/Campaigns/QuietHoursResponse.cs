namespace OneLink.Admin.Surfaces.Application.Campaigns;

/// <summary>Times of day as HH:mm; the time zone of contacts of whom none is known, null for the inbox's.</summary>
internal sealed record QuietHoursResponse(string From, string To, string? Timezone);
