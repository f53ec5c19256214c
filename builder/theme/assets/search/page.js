{# The search page's script as one file, of the modules in page/: each uses those before it. -#}
{% for name in ["address", "elements", "meanings", "results", "history", "names", "facets", "notes", "keeping", "page"] -%}
{% include "assets/search/page/" ~ name ~ ".js" %}
{% endfor -%}
