using OneLink.Admin.Contacts.Visitors;

namespace OneLink.Admin.Contacts;

internal static class ContactServices
{
    public static void AddContacts(this IServiceCollection services)
    {
        services.AddSingleton<ContactRepository>();
        services.AddSingleton<ContactChanges>();
        services.AddSingleton<ContactMerge>();
        services.AddSingleton<ContactListing>();
        services.AddSingleton<ContactFilter>();
        services.AddSingleton<ContactLabels>();
        services.AddSingleton<ContactInboxRepository>();
        services.AddSingleton<ContactInboxes>();
        services.AddSingleton<NoteBook>();
        services.AddSingleton<VisitorBook>();
    }
}
