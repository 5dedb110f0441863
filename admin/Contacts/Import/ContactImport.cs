using OneLink.Admin.Database;
using OneLink.Admin.Jobs;

namespace OneLink.Admin.Contacts.Import;

/// <summary>Jobs that make contacts of the rows of a CSV file.</summary>
internal sealed class ContactImport(IDatabase database, ContactChanges changes, JobFiles files, TimeProvider clock) : IJobKind
{
    public const string KindName = "contact-import";

    public string Name => KindName;

    public IJobRun Open(Job job) => new ContactImportRun(job, database, changes, files, clock);
}
