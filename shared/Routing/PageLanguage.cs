namespace OneLink.Shared.Routing;

/// <summary>The languages in which pages speak to visitors.</summary>
public enum PageLanguage : byte
{
    English,
    German,
    French,
    Spanish,
    Portuguese,
    Italian,
    Dutch,
    Polish,
    Turkish,
    Russian,
    Arabic,
    Hindi,
    Japanese,
    Korean,
    Chinese,
}
