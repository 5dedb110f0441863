using OneLink.Admin.Contacts.Export;
using OneLink.Admin.Contacts.Import;
using OneLink.Admin.Contacts.Visitors;
using OneLink.Admin.Jobs;

namespace OneLink.Admin.Contacts;

internal static class ContactServices
{
    public static void AddContacts(this IServiceCollection services)
    {
        services.AddSingleton<ContactRepository>();
        services.AddSingleton<ContactChanges>();
        services.AddSingleton<ContactUpsert>();
        services.AddSingleton<ContactSync>();
        services.AddSingleton<ContactMerge>();
        services.AddSingleton<MergeHistory>();
        services.AddSingleton<ContactCursorList>();
        services.AddSingleton<ContactActivities>();
        services.AddSingleton<ContactListing>();
        services.AddSingleton<ContactSearch>();
        services.AddSingleton<ContactFilter>();
        services.AddSingleton<ContactLabels>();
        services.AddSingleton<ContactInboxRepository>();
        services.AddSingleton<ContactInboxes>();
        services.AddSingleton<NoteBook>();
        services.AddSingleton<VisitorBook>();
        services.AddSingleton<IJobKind, ContactImport>();
        services.AddSingleton<IJobKind, ContactExport>();
    }
}
