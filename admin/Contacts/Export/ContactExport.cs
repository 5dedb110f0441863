using System.Text.Json;
using OneLink.Admin.Database;
using OneLink.Admin.Jobs;

namespace OneLink.Admin.Contacts.Export;

/// <summary>Jobs that write contacts to a CSV file.</summary>
internal sealed class ContactExport(IDatabase database, ContactListing listing, ContactFilter filter, JobFiles files) : IJobKind
{
    public const string KindName = "contact-export";

    public string Name => KindName;

    public IJobRun Open(Job job)
        => new ContactExportRun(job, JsonSerializer.Deserialize(job.Request, ContactExportJson.Default.ContactExportOptions)!, database, listing, filter, files);
}
