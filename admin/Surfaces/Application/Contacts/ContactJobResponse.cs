using OneLink.Admin.Files;
using OneLink.Admin.Jobs;

namespace OneLink.Admin.Surfaces.Application.Contacts;

/// <summary>How an import or export of contacts stands.</summary>
/// <param name="Id">To ask for it again.</param>
/// <param name="State">One of <see cref="JobState"/>.</param>
/// <param name="RowsDone">Rows of the file so far.</param>
/// <param name="Created">Contacts that are new.</param>
/// <param name="Updated">Contacts that were known and changed.</param>
/// <param name="Failed">Rows that are no contact; the result tells why.</param>
/// <param name="Error">Why it could not go on; null where it could.</param>
/// <param name="ResultUrl">Where the file can be had without a token, until the address ends.</param>
internal sealed record ContactJobResponse(
    string Id, string State, long RowsDone, long Created, long Updated, long Failed, string? Error, string ResultUrl)
{
    public static ContactJobResponse Of(Job job, FileLinks links)
        => new(job.Id, job.State, job.RowsDone, job.Created, job.Updated, job.Failed, job.Error, links.OfResult(job));
}
