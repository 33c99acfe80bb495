"""Education, health and care plans issued within 20 weeks, in percent, without exceptions.

Facts published by the Department for Education, “Education, health and care plans” (Explore
education statistics), under the Open Government Licence v3.0; Hampshire, its ten statistical
neighbours as DfE and NFER name them, the South East and England, in 2021 and 2022. `x` is the
publisher's own word for what is not available.
"""

SOURCE = "DfE: Education, health and care plans (OGL v3.0)"

HAMPSHIRE = """\
Reference,Period,Value
EHC 20,2021-CY,15.6
EHC 20,2022-CY,45.7
"""

_OTHERS = """\
England,,EHC 20,2021-CY,59.9
South East,Region,EHC 20,2021-CY,49.3
Wiltshire,Neighbour,EHC 20,2021-CY,25.5
North Somerset,Neighbour,EHC 20,2021-CY,63.2
Gloucestershire,Neighbour,EHC 20,2021-CY,23.3
West Sussex,Neighbour,EHC 20,2021-CY,35.3
West Berkshire,Neighbour,EHC 20,2021-CY,80.2
Bracknell Forest,Neighbour,EHC 20,2021-CY,49.2
South Gloucestershire,Neighbour,EHC 20,2021-CY,29.1
Warwickshire,Neighbour,EHC 20,2021-CY,74.9
Oxfordshire,Neighbour,EHC 20,2021-CY,30.7
Leicestershire,Neighbour,EHC 20,2021-CY,26.9
England,,EHC 20,2022-CY,49.2
South East,Region,EHC 20,2022-CY,45.8
Wiltshire,Neighbour,EHC 20,2022-CY,14.2
North Somerset,Neighbour,EHC 20,2022-CY,38.8
Gloucestershire,Neighbour,EHC 20,2022-CY,28.6
West Sussex,Neighbour,EHC 20,2022-CY,16.5
West Berkshire,Neighbour,EHC 20,2022-CY,x
Bracknell Forest,Neighbour,EHC 20,2022-CY,46.3
South Gloucestershire,Neighbour,EHC 20,2022-CY,16.3
Warwickshire,Neighbour,EHC 20,2022-CY,56.2
Oxfordshire,Neighbour,EHC 20,2022-CY,4
Leicestershire,Neighbour,EHC 20,2022-CY,3.8
"""

OTHERS = "Area,Kind,Reference,Period,Value,Source\n" + "".join(
    f'{line},"{SOURCE}"\n' for line in _OTHERS.splitlines()
)
